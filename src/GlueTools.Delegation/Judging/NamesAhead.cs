using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>What findings say of names elsewhere that a zone is to move to.</summary>
internal static class NamesAhead
{
    /// <summary>Whether a finding says that no resolver can be led to a name, or had better not be.</summary>
    internal static bool IsUseless(Finding finding) =>
        finding.Kind == NameServersResolve.NameServerDomainDoesNotExist || finding.Kind == NameServersResolve.NameServerCannotExist
        || finding.Kind == NameServersAreNotAliases.NameServerIsAlias || finding.Kind == AddressesArePublic.AddressNotPublic;

    /// <summary>Whether a finding says that a name has no address so far; it may get one.</summary>
    internal static bool IsWithoutAddress(Finding finding) => finding.Kind == NameServersResolve.NameServerUnresolvable;
}
