using System.Collections.Generic;
using System.Management.Automation;

namespace GlueTools.Binding;

/// <summary>
/// Turns what is bound to <c>-Name</c> into text: the names that an object holds instead of the object's own text. It never refuses anything, because a
/// refusal would come without a row; names are judged when they are processed.
/// </summary>
public sealed class DomainNameTransformAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether an object's <c>Name</c> is meant, and not the domain it belongs to.</summary>
    public bool PrefersName { get; set; }

    /// <inheritdoc/>
    public override bool TransformNullOptionalParameters => false;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var names = new List<string>();
        foreach (var item in PipelineObject.Items(inputData))
        {
            foreach (var piped in PrefersName ? PipelineObject.ReadNames(item) : PipelineObject.ReadDomains(item))
            {
                names.Add(piped.Text);
            }
        }

        return names.ToArray();
    }
}
