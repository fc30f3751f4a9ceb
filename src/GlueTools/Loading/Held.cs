namespace GlueTools.Loading;

/// <summary>
/// What a parameter holds whose type lies in another of our assemblies. A field of such a type would have the runtime load that assembly as soon as it looks at the
/// class, which is when the module is imported; a reference to this does not.
/// </summary>
internal sealed class Held<T>
    where T : struct
{
    internal Held(T value = default) => Value = value;

    internal T Value { get; set; }
}
