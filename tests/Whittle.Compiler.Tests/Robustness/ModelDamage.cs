using Whittle.Compiler.Operators;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Robustness;

/// <summary>Changes to a model that leave it a readable file: other attributes, shapes, operands, operators and element types.</summary>
internal static class ModelDamage
{
    private static readonly long[] s_numbers = [-1, 0, 1, 2, 3, -2, 5, 64, -3, 1000, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];

    private static readonly OnnxElementType[] s_types =
    [
        OnnxElementType.Float, OnnxElementType.Double, OnnxElementType.Int64, OnnxElementType.Int32, OnnxElementType.UInt8, OnnxElementType.Int8,
        OnnxElementType.Bool,
        OnnxElementType.Float16, OnnxElementType.BFloat16, OnnxElementType.UInt64, OnnxElementType.Int4, OnnxElementType.String,
    ];

    private static readonly string[] s_attributes =
    [
        "axis", "axes", "perm", "pads", "strides", "dilations", "kernel_shape", "group", "to", "keepdims", "transA", "transB", "alpha", "min", "max", "shape",
        "split",
        "starts", "ends", "mode", "auto_pad", "ceil_mode", "value", "count_include_pad", "allowzero", "num_outputs", "start", "end", "size", "block_size",
    ];

    private static readonly Operator[] s_operators = [.. OperatorTable.All.Where(op => op.Domain != OperatorTable.WhittleDomain)];

    public static byte[] Apply(byte[] file, Random random)
    {
        var model = OnnxReader.Read(file);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            Change(model, random);
        }

        return OnnxWriter.Write(model);
    }

    private static void Change(OnnxModel model, Random random)
    {
        var graph = model.Graph;
        var node = Pick(graph.Nodes, random);
        switch (random.Next(13))
        {
            case 0:
            case 1:
                SetAttribute(node, random);
                break;
            case 2:
                var op = Pick(s_operators, random);
                (node.OperatorType, node.Domain) = (op.Name, op.Domain);
                break;
            case 3 when node.Inputs.Count > 0:
                node.Inputs[random.Next(node.Inputs.Count)] = Operand(graph, random);
                break;
            case 4 when node.Inputs.Count > 0:
                node.Inputs.RemoveAt(random.Next(node.Inputs.Count));
                node.Inputs.Add(node.Inputs.Count == 0 || random.Next(2) == 0 ? Operand(graph, random) : "");
                break;
            case 5:
                node.Inputs.Insert(random.Next(node.Inputs.Count + 1), Operand(graph, random));
                break;
            case 6 when graph.Initializers.Count > 0:
                Reshape(Pick(graph.Initializers, random), random);
                break;
            case 7 when graph.Initializers.Count > 0:
                Fill(graph.Initializers, random);
                break;
            case 8 when graph.Inputs.Count > 0:
                var input = Pick(graph.Inputs, random);
                input.ElementType = random.Next(3) == 0 ? Pick(s_types, random) : input.ElementType;
                input.Shape = [.. Enumerable.Range(0, random.Next(6)).Select(_ => OnnxDimension.Fixed(Pick(s_numbers[..8], random)))];
                break;
            case 9:
                graph.Nodes.Insert(random.Next(graph.Nodes.Count + 1), node);
                break;
            case 10 when graph.Nodes.Count > 1:
                graph.Nodes.Remove(node);
                break;
            case 11:
                Enclose(graph, node, random);
                break;
            default:
                model.OperatorSets[0] = new OnnxOperatorSet("", random.Next(OperatorTable.NewestOpset + 2));
                break;
        }
    }

    private static void SetAttribute(OnnxNode node, Random random)
    {
        var name = node.Attributes.Count > 0 && random.Next(2) == 0 ? Pick(node.Attributes, random).Name : Pick(s_attributes, random);
        node.Attributes.RemoveAll(attribute => attribute.Name == name);
        var numbers = Enumerable.Range(0, random.Next(6)).Select(_ => Pick(s_numbers, random)).ToArray();
        node.Attributes.Add(random.Next(4) switch
        {
            0 => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Int, Int = Pick(s_numbers, random) },
            1 => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Ints, Ints = numbers },
            2 => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Float, Float = random.Next(2) == 0 ? float.NaN : random.NextSingle() - 0.5f },
            _ => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Tensor, Tensor = OnnxTensor.FromInt64s("t", [numbers.Length], numbers) },
        });
    }

    /// <summary>The same number of elements under another shape, or fewer elements.</summary>
    private static void Reshape(OnnxTensor tensor, Random random)
    {
        var size = tensor.Length == 0 ? 1 : (int)(tensor.Data.Length / tensor.Length);
        switch (random.Next(4))
        {
            case 0:
                tensor.Dimensions = [tensor.Length];
                break;
            case 1:
                tensor.Dimensions = [1, .. tensor.Dimensions, 1];
                break;
            case 2:
                tensor.Dimensions = [.. tensor.Dimensions.Reverse()];
                break;
            default:
                var count = Math.Min(random.Next(3), tensor.Length);
                (tensor.Dimensions, tensor.Data) = ([count], tensor.Data[..(int)(count * size)]);
                break;
        }
    }

    /// <summary>Another number in every place of a tensor of shapes, axes or scales.</summary>
    private static void Fill(List<OnnxTensor> tensors, Random random)
    {
        var at = random.Next(tensors.Count);
        var old = tensors[at];
        if (old.ElementType == OnnxElementType.Int64)
        {
            tensors[at] = OnnxTensor.FromInt64s(old.Name, old.Dimensions, [.. Enumerable.Range(0, (int)old.Length).Select(_ => Pick(s_numbers, random))]);
        }
        else if (old.ElementType == OnnxElementType.Float && old.Length <= 8)
        {
            var value = Pick([0f, -1f, float.NaN, float.PositiveInfinity, float.Epsilon], random);
            tensors[at] = OnnxTensor.FromFloats(old.Name, old.Dimensions, [.. Enumerable.Repeat(value, (int)old.Length)]);
        }
    }

    /// <summary>The node inside the body of a loop, a scan or both branches of a choice.</summary>
    private static void Enclose(OnnxGraph graph, OnnxNode node, Random random)
    {
        var body = new OnnxGraph { Name = "body" };
        var inner = new OnnxNode { OperatorType = node.OperatorType, Domain = node.Domain };
        inner.Inputs.AddRange(node.Inputs);
        inner.Attributes.AddRange(node.Attributes);
        inner.Outputs.AddRange(node.Outputs.Select(output => output + "_inside"));
        body.Nodes.Add(inner);
        body.Inputs.AddRange(Enumerable.Range(0, random.Next(4)).Select(i => new OnnxValueInfo { Name = $"body_{i}" }));
        body.Outputs.AddRange(inner.Outputs.Concat(inner.Outputs).Take(random.Next(1, 3)).Select(output => new OnnxValueInfo { Name = output }));
        (node.OperatorType, node.Domain) = (Pick(["If", "Loop", "Scan"], random), "");
        node.Attributes.Clear();
        node.Attributes.AddRange(
            new[] { "body", "then_branch", "else_branch" }.Select(name => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Graph, Graph = body }));
        node.Attributes.Add(new OnnxAttribute { Name = "num_scan_inputs", Kind = OnnxAttributeKind.Int, Int = random.Next(3) });
        graph.Initializers.Add(OnnxTensor.FromInt64s("turns_" + node.Outputs[0], [], [Pick(s_numbers, random)]));
        node.Inputs.Insert(0, "turns_" + node.Outputs[0]);
    }

    private static string Operand(OnnxGraph graph, Random random) => random.Next(3) switch
    {
        0 when graph.Initializers.Count > 0 => Pick(graph.Initializers, random).Name,
        1 when graph.Inputs.Count > 0 => Pick(graph.Inputs, random).Name,
        _ => Pick(Pick(graph.Nodes, random).Outputs, random),
    };

    private static T Pick<T>(IList<T> items, Random random) => items[random.Next(items.Count)];
}
