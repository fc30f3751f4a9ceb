using System;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Messages;

/// <summary>What is asked: a name and a type, class IN (RFC 1035, section 4.1.2).</summary>
public readonly struct Question : IEquatable<Question>
{
    /// <summary>Creates a question of class IN.</summary>
    public Question(DomainName name, RecordType type)
        : this(name, type, ResourceRecord.InternetClass)
    {
    }

    /// <summary>Creates a question.</summary>
    public Question(DomainName name, RecordType type, ushort questionClass)
    {
        Name = name;
        Type = type;
        Class = questionClass;
    }

    /// <summary>The name asked about.</summary>
    public DomainName Name { get; }

    /// <summary>The type asked for.</summary>
    public RecordType Type { get; }

    /// <summary>The class; 1 is IN.</summary>
    public ushort Class { get; }

    /// <summary>Same name, type and class.</summary>
    public static bool operator ==(Question left, Question right) => left.Equals(right);

    /// <summary>Different name, type or class.</summary>
    public static bool operator !=(Question left, Question right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Question other) => Type == other.Type && Class == other.Class && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Question other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Name.GetHashCode() * 31) + (int)Type;

    /// <inheritdoc/>
    public override string ToString() => Name.Text + " " + Type.ToText();
}
