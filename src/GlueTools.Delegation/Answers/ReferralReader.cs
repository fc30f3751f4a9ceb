using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Answers;

/// <summary>Reads the referrals of one audit. Parent servers mostly send the same records; the next referral of that kind is the one already read.</summary>
public sealed class ReferralReader
{
    private Message? _last;
    private Referral? _referral;

    /// <summary>The referral to a zone in a message.</summary>
    /// <param name="cut">The zone.</param>
    /// <param name="message">The message.</param>
    public Referral To(DomainName cut, Message message)
    {
        if (_last is null || !_last.SharesRecordsWith(message) || _referral!.Zone != cut)
        {
            _last = message;
            _referral = Referral.To(cut, message);
        }

        return _referral;
    }
}
