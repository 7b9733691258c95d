"""The kit for stores: every promise of the contract of a store, one check each."""
