# What stands in files that leave the diary, beside what is recorded.

## The calendar, in words that tell nobody anything

reminder = reminder
may-be = Between { $low } and { $high } (8 in 10). An estimate, made on { $made }; it changes as the diary grows.
no-longer = No longer so.
questions = A few questions wait.

## The bundle for other health records

basal = basal, on waking before getting up
last-period = First day of the last period
days-of-bleeding = Days of bleeding in the last period
nothing = none
mean-of = { $name }, mean
