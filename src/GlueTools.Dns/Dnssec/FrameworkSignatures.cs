using System.Security.Cryptography;

namespace GlueTools.Dns.Dnssec;

/// <summary>Signatures as .NET, or .NET Framework, checks them on this machine.</summary>
public sealed class FrameworkSignatures : ISignatureProvider
{
    /// <inheritdoc/>
    public bool VerifyRsa(RSAParameters key, HashAlgorithmName hash, byte[] data, byte[] signature)
    {
        using var rsa = RSA.Create();
        rsa.ImportParameters(key);
        return rsa.VerifyData(data, signature, hash, RSASignaturePadding.Pkcs1);
    }

    /// <inheritdoc/>
    public bool VerifyEcdsa(ECParameters key, HashAlgorithmName hash, byte[] data, byte[] signature)
    {
        using var ecdsa = ECDsa.Create(key);
        return ecdsa.VerifyData(data, signature, hash);
    }
}
