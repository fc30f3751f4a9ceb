using System.Security.Cryptography;
using GlueTools.Dns.Dnssec;

namespace GlueTools.Dns.Tests.Dnssec;

/// <summary>A machine whose policy refuses everything, aloud or in silence.</summary>
internal sealed class Refusing(bool throws) : ISignatureProvider
{
    public bool VerifyRsa(RSAParameters key, HashAlgorithmName hash, byte[] data, byte[] signature) => Refuse();

    public bool VerifyEcdsa(ECParameters key, HashAlgorithmName hash, byte[] data, byte[] signature) => Refuse();

    private bool Refuse() => throws ? throw new CryptographicException("not by this policy") : false;
}
