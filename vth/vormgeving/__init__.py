"""The furniture of every page: skeleton, components, charts, and the way values are written."""
