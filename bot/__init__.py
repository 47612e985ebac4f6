"""The dialogue: components and channels that run inside Rasa, and the action server that runs beside it."""
