# A day in words.

# The heading of answers to items that are not known here.
other-answers = Other
