# The settings of the diary: their names and values stand in profile.ftl.

title = Settings of this diary
    .aside = kept in the diary
