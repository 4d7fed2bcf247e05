# What the diary keeps, how it is shown, and what a person told about themselves.

title = Settings
    .aside = kept in the diary

## Headings

kept-areas = What you keep
appearance = How it is shown
cycle = Cycle
about-you = About you: only so that what cannot apply is left out

## What can be kept, and what belongs to it

area-pain = Pain
    .explain = how bad, where, what it feels like
area-cycle = Cycle
    .explain = bleeding, temperature, mucus, tests
area-intimacy = Intimacy
    .explain = sex and orgasm, and pain with or after them
area-relief = Relief
    .explain = what you try against the pain, and whether it helps
area-load = Load and sleep
    .explain = sitting, lifting, exercise, stress, sleep

## Names

week-start = Weeks begin on
temperature = Temperatures in
fertility = Fertile days and ovulation
implantation = Implantation window
second-sign = Confirm ovulation by
preovulatory-rule = Days before ovulation
uterus = You have a uterus
prostate = You have testicles or a prostate
pregnancy-possible = You could be pregnant
menopause = You are past the menopause
age = Your age
past-cancer = You have or had cancer

## Values

# A name with its value, where there is no screen.
setting-told = { $name }: { $value }
kept = kept
nothing = nothing
left-out = left out
shown = shown
hidden = hidden
evaluated = evaluated
celsius = °C
fahrenheit = °F
mucus = temperature and mucus
cervix = temperature and cervix
yes = yes
no = no
not-told = not told
age-under-20 = under 20
age-20-to-39 = 20 to 39
age-40-to-49 = 40 to 49
age-50-or-over = 50 or over
week-monday = Monday
week-sunday = Sunday
week-saturday = Saturday
