"""The screens: routes that find, call one verb and render. Knows Flask; nothing inward knows it."""
