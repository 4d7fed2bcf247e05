# The settings of the diary: their names and values stand in profile.ftl.

title = Settings
    .aside = kept in the diary
