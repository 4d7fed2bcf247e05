# Where keys are pressed, as headings.

always = Always
global = Everywhere
calendar = Calendar
year = Year
chart = Chart
cycle = Cycle
patterns = Patterns
compare = Two stretches of time
guide = Guide
form = Entry form
list = Lists
reader = Reading
which = Which is it?
options = Body map and options
text = Typing
settings = Settings
items = Items
welcome = Welcome
about = About you, when you begin
lost = The diary is not where it was
blank = Blank screen
