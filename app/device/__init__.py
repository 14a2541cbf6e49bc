"""What the device offers beyond storage: page events, persistence, updates."""
