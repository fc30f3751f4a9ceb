using System.Collections.Generic;

namespace GlueTools.Dns.Collections;

/// <summary>What is asked of short lists everywhere.</summary>
public static class Lists
{
    /// <summary>Whether one of these values is equal to this one. Looks at each in turn, so it is for lists of a handful.</summary>
    /// <param name="values">The values; null is a list of none.</param>
    /// <param name="value">The one to look for.</param>
    /// <typeparam name="T">Their type, compared as it compares itself.</typeparam>
    public static bool Includes<T>(this IReadOnlyList<T>? values, T value)
    {
        for (var i = 0; i < (values?.Count ?? 0); i++)
        {
            if (EqualityComparer<T>.Default.Equals(values![i], value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any of these values is equal to any of those; for lists of a handful.</summary>
    /// <param name="values">The values.</param>
    /// <param name="others">Those to look for.</param>
    /// <typeparam name="T">Their type, compared as it compares itself.</typeparam>
    public static bool Overlaps<T>(this IReadOnlyList<T> values, IReadOnlyList<T> others)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (others.Includes(values[i]))
            {
                return true;
            }
        }

        return false;
    }
}
