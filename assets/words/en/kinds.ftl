# How items are answered.

## In two or three words, by the names of the kinds

scale = 0 to 10
choice = one of several
many = any of several
flag = yes or no
number = a number
time = a time
text = words

## What an answer looks like, in the middle of a sentence

score-form = a number from 0 to 10
number-form = a number{ $unit }
time-form = a time such as 06:40

## What was answered

none-of-them = none

## The answers an item can have

number-range = { $min } to { $max }{ $unit }
own-words = words of your own
any-of = any of { $options }
any-of-many = any of { $count }, such as { $example }
