"""A kiosk without a screen: speaks to ``/v1/realtime`` from the command line, from tests and from benchmarks."""
