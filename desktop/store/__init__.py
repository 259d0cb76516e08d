"""Three SQLCipher files: the replica, the outbox, the blobs."""
