"""Bringing a database to the tables this program works with: ``versions`` holds one step a released change.

``python -m store.database.migrations`` writes the first one afresh from the models; once a version of Annae is
released, changes get steps of their own behind it.
"""
