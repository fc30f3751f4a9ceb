using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace GlueTools.House.Tests;

/// <summary>What an assembly uses: for each of its types the types of the same assembly, and for the whole the members of others. Read from its metadata and its code.</summary>
internal sealed class Uses
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    private readonly MetadataReader _reader;
    private readonly PEReader _file;
    private readonly List<string> _projects = [];

    private Uses(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
    }

    /// <summary>Pairs of full names of types of this assembly, nested ones counted as what they are nested in: who uses, and what is used.</summary>
    internal HashSet<(string User, string Used)> Inside { get; } = [];

    /// <summary>Members of other assemblies, as <c>Namespace.Type.Member</c>, a constructor whose first argument is a text as <c>Namespace.Type..ctor(text</c>; functions of libraries, as <c>extern Library.Name</c>.</summary>
    internal HashSet<string> Outside { get; } = [];

    /// <summary>Other projects of the product that it refers to.</summary>
    internal IEnumerable<string> Projects => _projects.Order(StringComparer.Ordinal);

    internal static Uses Of(string assembly) => Of(File.OpenRead(assembly));

    internal static Uses Of(Stream assembly)
    {
        using var file = new PEReader(assembly);
        var uses = new Uses(file);
        uses.Read();
        return uses;
    }

    private void Read()
    {
        _projects.AddRange(_reader.AssemblyReferences.Select(one => _reader.GetString(_reader.GetAssemblyReference(one).Name)).Where(name => name.StartsWith("GlueTools", StringComparison.Ordinal)));
        foreach (var handle in _reader.MemberReferences)
        {
            var member = _reader.GetMemberReference(handle);
            if (NameOf(member.Parent) is { } type)
            {
                Outside.Add(type + "." + _reader.GetString(member.Name) + (TakesTextFirst(member) ? "(text" : string.Empty));
            }
        }

        foreach (var method in _reader.MethodDefinitions.Select(_reader.GetMethodDefinition).Where(method => method.Attributes.HasFlag(System.Reflection.MethodAttributes.PinvokeImpl)))
        {
            var import = method.GetImport();
            Outside.Add("extern " + _reader.GetString(_reader.GetModuleReference(import.Module).Name) + "." + _reader.GetString(import.Name));
        }

        foreach (var handle in _reader.TypeDefinitions)
        {
            var type = _reader.GetTypeDefinition(handle);
            var user = NameOf(handle)!;
            var found = new List<EntityHandle> { type.BaseType };
            found.AddRange(type.GetInterfaceImplementations().Select(face => _reader.GetInterfaceImplementation(face).Interface));
            found.AddRange(type.GetGenericParameters().SelectMany(one => _reader.GetGenericParameter(one).GetConstraints()).Select(one => _reader.GetGenericParameterConstraint(one).Type));
            foreach (var field in type.GetFields())
            {
                Scan(_reader.GetFieldDefinition(field).Signature, found);
            }

            foreach (var method in type.GetMethods().Select(_reader.GetMethodDefinition))
            {
                Scan(method.Signature, found);
                found.AddRange(method.GetGenericParameters().SelectMany(one => _reader.GetGenericParameter(one).GetConstraints()).Select(one => _reader.GetGenericParameterConstraint(one).Type));
                if (method.RelativeVirtualAddress != 0)
                {
                    Scan(_file.GetMethodBody(method.RelativeVirtualAddress), found);
                }
            }

            var seen = new HashSet<EntityHandle>();
            while (found.Count > 0)
            {
                var one = found[^1];
                found.RemoveAt(found.Count - 1);
                if (one.IsNil || !seen.Add(one))
                {
                    continue;
                }

                Follow(one, user, found);
            }
        }
    }

    // A constructor gives nothing back, so that its first argument stands right behind that.
    private bool TakesTextFirst(MemberReference member)
    {
        var signature = _reader.GetBlobReader(member.Signature);
        return _reader.GetString(member.Name) == ".ctor" && signature.ReadByte() == (byte)SignatureAttributes.Instance && signature.ReadCompressedInteger() > 0
            && signature.ReadByte() == (byte)SignatureTypeCode.Void && signature.ReadByte() == (byte)SignatureTypeCode.String;
    }

    private void Follow(EntityHandle one, string user, List<EntityHandle> found)
    {
        switch (one.Kind)
        {
            case HandleKind.TypeDefinition:
                Inside.Add((user, NameOf(one)!));
                break;
            case HandleKind.MethodDefinition:
                found.Add(_reader.GetMethodDefinition((MethodDefinitionHandle)one).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                found.Add(_reader.GetFieldDefinition((FieldDefinitionHandle)one).GetDeclaringType());
                break;
            case HandleKind.TypeSpecification:
                ScanType(_reader.GetTypeSpecification((TypeSpecificationHandle)one).Signature, found);
                break;
            case HandleKind.MemberReference:
                var member = _reader.GetMemberReference((MemberReferenceHandle)one);
                found.Add(member.Parent);
                Scan(member.Signature, found);
                break;
            case HandleKind.MethodSpecification:
                var method = _reader.GetMethodSpecification((MethodSpecificationHandle)one);
                found.Add(method.Method);
                Scan(method.Signature, found);
                break;
            case HandleKind.StandaloneSignature:
                Scan(_reader.GetStandaloneSignature((StandaloneSignatureHandle)one).Signature, found);
                break;
            default:
                break;
        }
    }

    private void Scan(BlobHandle signature, List<EntityHandle> found)
    {
        var decoder = new SignatureDecoder<int, object?>(new Collector(found), _reader, null);
        var blob = _reader.GetBlobReader(signature);
        var kind = blob.ReadSignatureHeader().Kind;
        blob.Reset();
        switch (kind)
        {
            case SignatureKind.Field:
                decoder.DecodeFieldSignature(ref blob);
                break;
            case SignatureKind.LocalVariables:
                decoder.DecodeLocalSignature(ref blob);
                break;
            case SignatureKind.MethodSpecification:
                decoder.DecodeMethodSpecificationSignature(ref blob);
                break;
            default:
                decoder.DecodeMethodSignature(ref blob);
                break;
        }
    }

    // Alone among signatures that of a constructed type has no header.
    private void ScanType(BlobHandle signature, List<EntityHandle> found)
    {
        var blob = _reader.GetBlobReader(signature);
        new SignatureDecoder<int, object?>(new Collector(found), _reader, null).DecodeType(ref blob);
    }

    private static void Scan(MethodBodyBlock body, List<EntityHandle> found)
    {
        if (!body.LocalSignature.IsNil)
        {
            found.Add(body.LocalSignature);
        }

        found.AddRange(body.ExceptionRegions.Where(region => !region.CatchType.IsNil).Select(region => region.CatchType));
        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int number = code.ReadByte();
            number = number == 0xfe ? 0xfe00 | code.ReadByte() : number;
            switch (Operands[number])
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset++;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig:
                    found.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    /// <summary>The full name of the outermost type that a handle stands for; null for what is no named type.</summary>
    private string? NameOf(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                var definition = _reader.GetTypeDefinition((TypeDefinitionHandle)handle);
                return definition.GetDeclaringType() is { IsNil: false } outer ? NameOf(outer) : Full(definition.Namespace, definition.Name);
            case HandleKind.TypeReference:
                var reference = _reader.GetTypeReference((TypeReferenceHandle)handle);
                return reference.ResolutionScope.Kind == HandleKind.TypeReference ? NameOf(reference.ResolutionScope) : Full(reference.Namespace, reference.Name);
            default:
                return null;
        }
    }

    private string Full(StringHandle space, StringHandle name) => _reader.GetString(space) + "." + _reader.GetString(name).Split('`')[0];

    /// <summary>Notes every type that a signature names.</summary>
    private sealed class Collector(List<EntityHandle> found) : ISignatureTypeProvider<int, object?>
    {
        public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            found.Add(handle);
            return 0;
        }

        public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => 0;

        public int GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            found.Add(handle);
            return 0;
        }

        public int GetArrayType(int elementType, ArrayShape shape) => 0;

        public int GetByReferenceType(int elementType) => 0;

        public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

        public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

        public int GetGenericMethodParameter(object? genericContext, int index) => 0;

        public int GetGenericTypeParameter(object? genericContext, int index) => 0;

        public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

        public int GetPinnedType(int elementType) => 0;

        public int GetPointerType(int elementType) => 0;

        public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

        public int GetSZArrayType(int elementType) => 0;
    }
}
