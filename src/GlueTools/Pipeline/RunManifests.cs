using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Security.Cryptography;
using GlueTools.Binding;
using GlueTools.Dns.Names;
using GlueTools.Shared.Runs;

namespace GlueTools.Pipeline;

/// <summary>Makes the manifest of a run of the parameters it was called with.</summary>
internal static class RunManifests
{
    /// <summary>What rows do not depend on: what the names are, where the rows go, and how fast it goes.</summary>
    private static readonly string[] WithoutEffect = ["Name", "InputObject", "Resume", "Shard", "ThrottleLimit", "ServerThrottleLimit", "ServerRateLimit", "RateLimit"];

    internal static RunManifest Of(string command, IDictionary<string, object> parameters, string? shard, Func<string, string> pathOf)
    {
        var manifest = new RunManifest
        {
            Command = command,
            Version = typeof(RunManifests).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            Shard = shard ?? RunManifest.NoShard,
        };
        foreach (var parameter in parameters)
        {
            if (Array.IndexOf(WithoutEffect, parameter.Key) < 0 && !Cmdlet.CommonParameters.Contains(parameter.Key) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Key))
            {
                manifest.Options["-" + parameter.Key] = parameter.Key is "PolicyFile" or "RootHint" ? ContentOf(parameter.Value, pathOf) : TextOf(parameter.Value);
            }
        }

        return manifest;
    }

    /// <summary>Of a file, what it holds counts and not where it is.</summary>
    private static string ContentOf(object? value, Func<string, string> pathOf)
    {
        if (PipelineObject.Unwrap(value) is not string text || !File.Exists(pathOf(text)))
        {
            return TextOf(value);
        }

        using var file = File.OpenRead(pathOf(text));
        using var hash = SHA256.Create();
        return "sha256:" + BitConverter.ToString(hash.ComputeHash(file)).Replace("-", string.Empty).ToLowerInvariant();
    }

    private static string TextOf(object? value)
    {
        var texts = new List<string>();
        foreach (var item in PipelineObject.Items(value))
        {
            texts.Add(PipelineObject.Unwrap(item) is DictionaryEntry entry ? entry.Key + "=" + entry.Value : item?.ToString() ?? string.Empty);
        }

        return SafeText.Escape(string.Join(" ", texts));
    }
}
