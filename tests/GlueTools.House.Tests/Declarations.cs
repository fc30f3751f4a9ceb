using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GlueTools.House.Tests;

/// <summary>What an assembly declares, read from its metadata: nothing of it is loaded, so what it stands on need not be there.</summary>
internal sealed class Declarations
{
    private readonly MetadataReader _reader;

    private Declarations(MetadataReader reader)
    {
        _reader = reader;
        Types = [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(type => type.GetDeclaringType().IsNil).Select(Full).Where(name => IsWritten(name) && !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Friends = [.. reader.GetAssemblyDefinition().GetCustomAttributes().Select(reader.GetCustomAttribute).Where(one => Attribute(one) == "InternalsVisibleToAttribute").Select(TextOf)];
        Assignable = [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(type => IsWritten(reader.GetString(type.Name)) && !IsGenerated(type.GetCustomAttributes()))
            .SelectMany(type => type.GetFields().Select(reader.GetFieldDefinition).Where(CanBeAssigned).Select(field => Full(type) + "." + reader.GetString(field.Name)))];
    }

    /// <summary>The full names of all types that are in no other, but for those that the compiler makes or asks for by a name of the framework.</summary>
    internal IReadOnlyList<string> Types { get; }

    /// <summary>The assemblies that see what is internal.</summary>
    internal IReadOnlyList<string> Friends { get; }

    /// <summary>Static fields that can be assigned after their class is there, but for those in which the compiler keeps lambdas.</summary>
    internal IReadOnlyList<string> Assignable { get; }

    internal static Declarations Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return new Declarations(file.GetMetadataReader());
    }

    private static bool IsWritten(string name) => !name.Contains('<', StringComparison.Ordinal);

    private static bool CanBeAssigned(FieldDefinition field) => field.Attributes.HasFlag(FieldAttributes.Static) && (field.Attributes & (FieldAttributes.Literal | FieldAttributes.InitOnly)) == 0;

    private string Full(TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? Full(_reader.GetTypeDefinition(outer)) + "." + _reader.GetString(type.Name)
        : _reader.GetString(type.Namespace) + "." + _reader.GetString(type.Name).Split('`')[0];

    private bool IsGenerated(CustomAttributeHandleCollection attributes) => attributes.Select(_reader.GetCustomAttribute).Any(one => Attribute(one) == "CompilerGeneratedAttribute");

    private string? Attribute(CustomAttribute one) => one.Constructor.Kind == HandleKind.MemberReference
        && _reader.GetMemberReference((MemberReferenceHandle)one.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
            ? _reader.GetString(_reader.GetTypeReference((TypeReferenceHandle)parent).Name)
            : null;

    // The one argument of the constructor, after the two octets with which every value begins.
    private string TextOf(CustomAttribute one)
    {
        var value = _reader.GetBlobReader(one.Value);
        value.ReadUInt16();
        return value.ReadSerializedString() ?? string.Empty;
    }
}
