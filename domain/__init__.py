"""The business of mystery shopping."""
