# What is said when the file of the diary is another one, or gone, while it is open.

title = The diary is not where it was
replaced = Another file took the place of { $path } while it was open here.
gone = { $path } was removed or moved away while it was open here, or its disk is gone.
log = The log beside { $path } was removed or replaced while it was open here.
overwritten = Another file was written over { $path } while it was open here.
not-held = What it held is gone from it, and what was saved last may be in no other file. Nothing was written to what is there now. Copies that were made of it: { $folder }
kept = Everything that was saved here is kept in { $file }. None of it was written to another file.
not-kept = What was saved here could not be kept beside the diary: { $why }. It may be lost once twinge ends.
problem = It could not be opened: { $why }
open-there = Enter  open what is there now
put-back = Enter  put it back there, or open what is there by now
try-again = Enter  try again
leave = q      leave
