using System;

namespace GlueTools.Registries;

/// <summary>A parameter that says whom to ask cannot be used.</summary>
internal sealed class RegistryParameterException(string id, object target, string message, string advice) : Exception(message)
{
    /// <summary>The stable error id.</summary>
    internal string Id { get; } = id;

    /// <summary>What it is about.</summary>
    internal object Target { get; } = target;

    /// <summary>What to do.</summary>
    internal string Advice { get; } = advice;
}
