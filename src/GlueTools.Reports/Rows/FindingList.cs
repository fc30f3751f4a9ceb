using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace GlueTools;

/// <summary>The findings of a row. As text, and so in CSV, their codes stand side by side: <c>GlueStale;NsTtlDiffers</c>.</summary>
public sealed class FindingList : ReadOnlyCollection<Finding>
{
    /// <summary>Wraps findings.</summary>
    public FindingList(IList<Finding> findings)
        : base(findings)
    {
    }

    /// <summary>No findings.</summary>
    public static FindingList None { get; } = new(Array.Empty<Finding>());

    /// <inheritdoc/>
    public override string ToString() => string.Join(";", this.Select(finding => finding.Code));
}
