using Whittle.Plan.Text;

namespace Whittle.Plan.Settings;

/// <summary>The setting Prune: a share of all weights ("0.9"), or shares of single layers ("fc1=0.95;fc2=0.9").</summary>
/// <param name="Global">Share of the weights of all layers together that become zero; null when layers are named.</param>
/// <param name="Layers">Shares by layer name, in the order written.</param>
public sealed record PruneAmounts(double? Global, EquatableArray<LayerAmount> Layers)
{
    /// <summary>Reads the text; on failure <paramref name="cause"/> says which part is wrong.</summary>
    public static PruneAmounts? TryParse(string text, out string cause)
    {
        cause = "";
        if (Share(text) is { } global)
        {
            return new PruneAmounts(global, default);
        }

        if (text.IndexOf('=') < 0)
        {
            cause = $"'{text}' is not a number from 0 to less than 1";
            return null;
        }

        var layers = new List<LayerAmount>();
        foreach (var part in text.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            // Node names may hold equals signs themselves; the share is what follows the last one.
            var equals = part.LastIndexOf('=');
            var name = equals < 0 ? "" : part.Substring(0, equals).Trim();
            var value = part.Substring(equals + 1).Trim();
            if (name.Length == 0)
            {
                cause = $"'{part}' is not of the form layer=share";
            }
            else if (Share(value) is not { } share)
            {
                cause = $"the share of '{name}' is '{value}', not a number from 0 to less than 1";
            }
            else if (layers.Exists(layer => layer.Name == name))
            {
                cause = $"'{name}' is given twice";
            }
            else
            {
                layers.Add(new LayerAmount(name, share));
                continue;
            }

            return null;
        }

        return new PruneAmounts(null, layers.ToEquatable());
    }

    private static double? Share(string text) => PlanNumbers.TryParse(text, out double share) && share is >= 0 and < 1 ? share : null;
}

/// <summary>A layer's name and the share of its weights that becomes zero.</summary>
public sealed record LayerAmount(string Name, double Share);
