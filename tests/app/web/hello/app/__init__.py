"""The smallest app that shows something: what the build and the service worker are tested with."""
