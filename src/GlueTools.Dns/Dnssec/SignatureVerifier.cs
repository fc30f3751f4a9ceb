using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Dnssec;

/// <summary>Says what signatures are worth (RFC 4035, section 5.3). Never throws, whatever keys and signatures hold.</summary>
public sealed class SignatureVerifier
{
    private readonly ISignatureProvider _provider;

    /// <summary>Creates one.</summary>
    /// <param name="provider">Who does the arithmetic.</param>
    public SignatureVerifier(ISignatureProvider provider) => _provider = provider;

    /// <summary>Whether a signature says that it is by this key: tag, algorithm and signer fit.</summary>
    public static bool IsBy(RrsigData signature, DnskeyData key, DomainName zone) =>
        signature.KeyTag == key.KeyTag && signature.Algorithm == key.Algorithm && signature.Signer == zone;

    /// <summary>What a signature by one key over one set is worth at a time.</summary>
    /// <param name="owner">The owner of the set.</param>
    /// <param name="set">What its records say, all of the type that the signature covers.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="key">The key that it says it is by.</param>
    /// <param name="at">The time.</param>
    /// <param name="reason">Why it is not judged or wrong, as words that go on from a colon; empty otherwise.</param>
    public SignatureVerdict Verify(DomainName owner, IReadOnlyCollection<RecordData> set, RrsigData signature, DnskeyData key, DateTime at, out string reason)
    {
        reason = string.Empty;
        // The dates are certain, whatever this machine thinks of the rest.
        if (ValidityPeriod.IsOver(signature, at))
        {
            return SignatureVerdict.Expired;
        }

        return ValidityPeriod.IsAhead(signature, at) ? SignatureVerdict.NotYetValid : VerifyNumbers(owner, set, signature, key, out reason);
    }

    private SignatureVerdict VerifyNumbers(DomainName owner, IReadOnlyCollection<RecordData> set, RrsigData signature, DnskeyData key, out string reason)
    {
        if (signature.Labels > owner.LabelCount)
        {
            reason = "it is over a name with more labels";
            return SignatureVerdict.Wrong;
        }

        if (PublicKey.Read(key, out var verdict, out reason) is not { } usable)
        {
            return verdict;
        }

        var octets = signature.ToSignature();
        if (octets.Length != usable.SignatureLength)
        {
            reason = "it has not the length of a signature by that key";
            return SignatureVerdict.Wrong;
        }

        return Ask(usable, key.Algorithm, SignedData.Of(owner, set, signature), octets, out reason);
    }

    /// <summary>A yes is believed; a no only where the machine has shown that it can tell, for the same algorithm and a key of common size.</summary>
    private SignatureVerdict Ask(PublicKey key, byte algorithm, byte[] data, byte[] signature, out string reason)
    {
        reason = "this machine does not verify such keys";
#pragma warning disable CA1031 // Frameworks and policies differ in what they throw, and none of it says anything about the signature.
        try
        {
            if (key.Verify(_provider, data, signature))
            {
                reason = string.Empty;
                return SignatureVerdict.Valid;
            }

            if (!key.IsPlain || !KnownSignatures.IsRecognised(_provider, algorithm))
            {
                return SignatureVerdict.NotJudged;
            }
        }
        catch (Exception)
        {
            return SignatureVerdict.NotJudged;
        }
#pragma warning restore CA1031

        reason = "it is not over these records, or not by that key";
        return SignatureVerdict.Wrong;
    }
}
