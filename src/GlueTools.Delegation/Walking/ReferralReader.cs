using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Walking;

/// <summary>Reads the referrals of one audit. Parent servers mostly send the same records; the next referral of that kind is the one already read.</summary>
internal sealed class ReferralReader
{
    private Message? _last;
    private Referral? _referral;

    /// <summary>As <see cref="Referral.To"/>.</summary>
    internal Referral To(DomainName cut, Message message)
    {
        if (_last is null || !_last.SharesRecordsWith(message) || _referral!.Zone != cut)
        {
            _last = message;
            _referral = Referral.To(cut, message);
        }

        return _referral;
    }
}
