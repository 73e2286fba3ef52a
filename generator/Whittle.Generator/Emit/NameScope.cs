using System.Globalization;

namespace Whittle.Generator.Emit;

/// <summary>Names of one C# scope: each is given out once, a later claim gets a number.</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> _taken;

    public NameScope(IEnumerable<string> reserved)
        : this(reserved, StringComparer.Ordinal)
    {
    }

    public NameScope(IEnumerable<string> reserved, StringComparer comparer) => _taken = new HashSet<string>(reserved, comparer);

    /// <summary>The name, or the name with the first free number from 2.</summary>
    public string Claim(string name)
    {
        var free = name;
        for (var number = 2; !_taken.Add(free); number++)
        {
            free = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }
}
