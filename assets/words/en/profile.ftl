# The settings of a diary, by their names: what each is called, and what it can be when it is not said
# as everywhere.

## What is kept, and what belongs to it

keep = What you keep
keep-yes = kept
keep-no = left out
keep-pain = Pain
    .explain = how bad, where, what it feels like
keep-cycle = Cycle
    .explain = bleeding, temperature, mucus, tests
keep-intimacy = Intimacy
    .explain = sex and orgasm, and pain with or after them
keep-relief = Relief
    .explain = what you try against the pain, and whether it helps
keep-load = Load and sleep
    .explain = sitting, lifting, exercise, stress, sleep

## How it is shown

appearance = How it is shown
week-start = Weeks begin on
week-start-monday = Monday
week-start-sunday = Sunday
week-start-saturday = Saturday
day-ends = Your day ends at
day-ends-0 = midnight
day-ends-1 = 1:00
day-ends-2 = 2:00
day-ends-3 = 3:00
day-ends-4 = 4:00
day-ends-5 = 5:00
day-ends-6 = 6:00
temperature = Temperatures in
temperature-celsius = °C
temperature-fahrenheit = °F

## The cycle

cycle = Cycle
fertility = Fertile days and ovulation
fertility-yes = shown
fertility-no = hidden
implantation = Implantation window
implantation-yes = shown
implantation-no = hidden
second-sign = Confirm ovulation by
second-sign-mucus = temperature and mucus
second-sign-cervix = temperature and cervix
preovulatory-rule = Days before ovulation
preovulatory-rule-yes = evaluated
preovulatory-rule-no = left out

## What a person told about themselves

about-you = About you: only to leave out what cannot apply
uterus = You have a uterus
prostate = You have testicles or a prostate
pregnancy-possible = You could be pregnant
menopause = You are past the menopause
contraception = Contraception
contraception-none = none with hormones, no coil
contraception-combined = combined pill, patch or ring
contraception-minipill = minipill
contraception-implant-or-injection = implant or injection
contraception-hormonal-coil = hormonal coil
contraception-copper-coil = copper coil
testosterone = You take testosterone
age = Your age
age-under-20 = under 20
age-20-to-39 = 20 to 39
age-40-to-49 = 40 to 49
age-from-50 = 50 or over
past-cancer = You have or had cancer
weak-defences = Weak defences, or injections into a vein
fragile-bones = Fragile bones, or steroids for months

## As everywhere

yes = yes
no = no
unknown = not said

## In a sentence

# A setting with what it holds, where there is no screen.
setting-told = { $name }: { $value }
nothing = nothing
