"""The door of the assistant: the page, the realtime WebSocket, the webhooks; hears, asks the dialogue, speaks."""
