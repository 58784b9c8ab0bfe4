"""Tests of the repository itself, and the machinery with which all tests are run."""
