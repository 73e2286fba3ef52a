using System.Reflection;
using Whittle.Runtime.Weights;

namespace Whittle.Compiler.Tests.Weights;

/// <summary>An assembly of one resource, so that the runtime reads a weights file as it does in a program.</summary>
internal sealed class MemoryAssembly(byte[] resource) : Assembly
{
    public static WeightReader Open(byte[] file) => WeightReader.Open(new MemoryAssembly(file), "test.weights");

    public override Stream GetManifestResourceStream(string name) => new MemoryStream(resource);

    public override AssemblyName GetName() => new("Memory");
}
