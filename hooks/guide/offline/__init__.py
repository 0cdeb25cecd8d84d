"""The guide without a network: documents, e-books, the archive to unzip, the copy kept on a device."""
