using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GlueTools.Registry.Sessions;

namespace GlueTools.Registry.Tests;

/// <summary>Rules of the room that no compiler checks.</summary>
public sealed class ConventionTests
{
    /// <summary>The folders, lower ones first: each may use those before it.</summary>
    private static readonly string[] Order = ["Objects", "Rdap", "Settings", "Http", "Whois", "Asking", "Rows", "Sessions"];

    [Fact]
    public void Folders_use_lower_ones_only_and_no_file_lies_outside_of_them()
    {
        var root = Path.Combine(Root(), "src", "GlueTools.Registry");
        var files = Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).Where(file => file.Split('/')[0] is not ("obj" or "bin")).ToArray();
        Assert.True(files.Length > 30, "The sources were not found.");
        var wrong = new List<string>();
        foreach (var file in files)
        {
            var at = Array.IndexOf(Order, file.Split('/')[0]);
            Assert.True(at >= 0, file + " lies in no folder of the order.");
            var text = File.ReadAllText(Path.Combine(root, file));
            var used = Regex.Matches(text, @"\bGlueTools\.Registry\.(\w+)").Select(match => match.Groups[1].Value).ToHashSet();
            if (Regex.IsMatch(text, @"(?<!class |<see cref="")\bRegistryDelegation\b"))
            {
                used.Add("Rows");
            }

            wrong.AddRange(used.Where(other => Array.IndexOf(Order, other) > at).Select(other => file + " uses " + other));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_static_field_can_be_assigned()
    {
        var fields = typeof(RegistrySession).Assembly.GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.Name.StartsWith('<'))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)).ToArray();

        Assert.NotEmpty(fields);
        Assert.Empty(fields.Where(field => !field.IsLiteral && !field.IsInitOnly).Select(field => field.DeclaringType + "." + field.Name));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GlueTools.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("GlueTools.sln");
    }
}
