using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression;

/// <summary>The modules of a network that run one after the other: nested Sequentials are opened.</summary>
internal static class ModuleList
{
    public static IReadOnlyList<(string Name, nn.Module Module)> Of(nn.Module network)
    {
        var list = new List<(string, nn.Module)>();
        Add(list, "", network);
        return list;
    }

    private static void Add(List<(string, nn.Module)> list, string name, nn.Module module)
    {
        if (module is not Sequential)
        {
            list.Add((name, module));
            return;
        }

        foreach (var (child, inner) in module.named_children())
        {
            Add(list, name.Length == 0 ? child : $"{name}.{child}", inner);
        }
    }
}
