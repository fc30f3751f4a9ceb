using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Checks;

/// <summary>One aspect of a delegation. Looks at the evidence and says what is wrong: no questions, no state.</summary>
internal interface ICheck
{
    /// <summary>Everything it can find.</summary>
    IReadOnlyList<FindingKind> Kinds { get; }

    /// <summary>What it finds in this view.</summary>
    IEnumerable<Finding> Run(DelegationView view);
}
