namespace System.Runtime.CompilerServices;

/// <summary>How code is compiled that every octet of a large file runs through.</summary>
internal static class Hot
{
    /// <summary>
    /// At once as well as it can be: by itself the runtime would do so after a tenth of a second, when a file of a million records is half read. MethodImplOptions has no name for it in
    /// netstandard2.0; where the runtime does not know it, it means nothing.
    /// </summary>
    internal const MethodImplOptions Path = (MethodImplOptions)512;
}
