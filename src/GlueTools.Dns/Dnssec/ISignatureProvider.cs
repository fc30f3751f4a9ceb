using System.Security.Cryptography;

namespace GlueTools.Dns.Dnssec;

/// <summary>
/// The arithmetic of signatures. It may throw whatever it likes: a machine whose policy refuses a key, a size or a hash has no opinion of the signature.
/// </summary>
public interface ISignatureProvider
{
    /// <summary>Whether an RSA signature with PKCS #1 v1.5 padding is right.</summary>
    bool VerifyRsa(RSAParameters key, HashAlgorithmName hash, byte[] data, byte[] signature);

    /// <summary>Whether an ECDSA signature, r before s, is right.</summary>
    bool VerifyEcdsa(ECParameters key, HashAlgorithmName hash, byte[] data, byte[] signature);
}
