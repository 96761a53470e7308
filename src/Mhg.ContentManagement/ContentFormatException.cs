namespace Mhg.ContentManagement;

/// <summary>Content or a definition that does not have the shape of its format.</summary>
public sealed class ContentFormatException(string message) : Exception(message);
