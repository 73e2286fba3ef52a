using Whittle.Onnx;

namespace Whittle.Tool.Tests;

/// <summary>A temporary folder with cases in the ONNX backend layout.</summary>
internal sealed class CaseFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("whittle-cases-").FullName;

    /// <summary>A model of one node; inputs are named x0, x1 …, outputs y0, y1 …, typed and shaped as the data, or with symbolic dimensions.</summary>
    public string Add(string name, string operatorType, OnnxTensor[] inputs, OnnxTensor[] outputs, bool symbolic = false)
    {
        var node = new OnnxNode { OperatorType = operatorType, Name = "n" };
        var model = new OnnxModel { IrVersion = 8, OperatorSets = { new OnnxOperatorSet("", 13) }, Graph = { Name = "g", Nodes = { node } } };
        for (var i = 0; i < inputs.Length; i++)
        {
            OnnxDimension[] shape = [.. inputs[i].Dimensions.Select((d, axis) => symbolic ? OnnxDimension.Named($"d{i}_{axis}") : OnnxDimension.Fixed(d))];
            model.Graph.Inputs.Add(new OnnxValueInfo { Name = $"x{i}", ElementType = inputs[i].ElementType, Shape = shape });
            node.Inputs.Add($"x{i}");
        }

        for (var i = 0; i < outputs.Length; i++)
        {
            model.Graph.Outputs.Add(new OnnxValueInfo { Name = $"y{i}", ElementType = outputs[i].ElementType });
            node.Outputs.Add($"y{i}");
        }

        return Add(name, OnnxWriter.Write(model), inputs, outputs);
    }

    public string Add(string name, byte[] model, OnnxTensor[] inputs, OnnxTensor[] outputs)
    {
        var folder = Path.Combine(Root, name);
        var data = Directory.CreateDirectory(Path.Combine(folder, "test_data_set_0")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), model);
        Write("input", inputs);
        Write("output", outputs);
        return folder;

        void Write(string kind, OnnxTensor[] tensors)
        {
            foreach (var (i, tensor) in tensors.Index())
            {
                File.WriteAllBytes(Path.Combine(data, $"{kind}_{i}.pb"), OnnxWriter.WriteTensor(tensor));
            }
        }
    }

    public string Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
