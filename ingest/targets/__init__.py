"""Targets (chỉ tiêu, mục tiêu): an indicator, a value with its unit, a year, in prose and in tables."""
