using static TorchSharp.torch;

namespace Whittle.Compression.Weights.Pickle;

/// <summary>The few names of Python that a state_dict needs, each with what it stands for. Everything else is refused.</summary>
internal static class Calls
{
    private static readonly Dictionary<string, ScalarType> s_storages = new()
    {
        ["torch.FloatStorage"] = ScalarType.Float32,
        ["torch.DoubleStorage"] = ScalarType.Float64,
        ["torch.HalfStorage"] = ScalarType.Float16,
        ["torch.BFloat16Storage"] = ScalarType.BFloat16,
        ["torch.LongStorage"] = ScalarType.Int64,
        ["torch.IntStorage"] = ScalarType.Int32,
        ["torch.ShortStorage"] = ScalarType.Int16,
        ["torch.CharStorage"] = ScalarType.Int8,
        ["torch.ByteStorage"] = ScalarType.Byte,
        ["torch.BoolStorage"] = ScalarType.Bool,
    };

    private static readonly HashSet<string> s_functions = ["collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter"];

    public static Global Find(string module, string name)
    {
        var global = new Global(module, name);
        return s_functions.Contains($"{global}") || s_storages.ContainsKey($"{global}")
            ? global
            : throw new TensorFileException(
            $"The file refers to {global}, which is no part of a state_dict, so it is not read. Save model.state_dict() instead of the model.");
    }

    public static object? Run(object? function, object? arguments) => (function, arguments) switch
    {
        (Global { Name: "OrderedDict" }, object?[] { Length: 0 }) => new Dictionary<string, object?>(),
        (Global { Name: "_rebuild_tensor_v2" }, object?[] list) when list is [Storage storage, long offset, object?[] shape, object?[] strides, ..] =>
            new TensorView(storage, offset, Longs(shape), Longs(strides)),
        (Global { Name: "_rebuild_parameter" }, object?[] { Length: >= 1 } list) when list[0] is TensorView view => view,
        _ => throw new TensorFileException($"The file calls {function ?? "nothing"} in a way that no state_dict does."),
    };

    /// <summary>("storage", type, key, device, count) as torch.save writes it.</summary>
    public static Storage Locate(object? id) =>
        id is object?[] parts && parts is ["storage", Global type, string key, ..] && s_storages.TryGetValue($"{type}", out var element)
        ? new Storage(element, key)
        : throw new TensorFileException("The file refers to something outside that is not the storage of a tensor.");

    private static long[] Longs(object?[] values) =>
        Array.ConvertAll(
            values, value => value is long number ? number : throw new TensorFileException("A shape or stride of the file is not made of integers."));
}
