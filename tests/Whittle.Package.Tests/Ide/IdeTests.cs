using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Package.Tests.Ide;

/// <summary>A checkout opened in an IDE: what a person sees before anything was built, and what a fix does.</summary>
public sealed class IdeTests(PackedPackage package) : IDisposable
{
    private const string Folder = "ide app";
    private const string Model = Folder + "/Models/digits.onnx";
    private const string Plan = Folder + "/obj/Debug/net10.0/whittle/Digits.whittle.plan";

    private readonly Workspace _workspace = new(package);

    private string ProjectFile => _workspace.PathOf(Folder + "/ide app.csproj");

    [Fact]
    public async Task FreshClone_KnowsTheModel_AFixMakesItSmaller_AndAnotherModelItsShape()
    {
        await Checkout();
        long before;
        string saved;
        using (var opened = await IdeProject.Open(ProjectFile))
        {
            // Nothing was built.
            Assert.Empty(Directory.GetFiles(_workspace.PathOf(Folder), "*.dll", SearchOption.AllDirectories));
            Assert.Contains("public const int InputLength = 64;", await opened.Generated("Ide.Digits.g.cs"), StringComparison.Ordinal);
            Assert.Empty(await opened.Errors());

            var findings = await opened.Findings();
            Assert.Equal(
                ["Models/digits.onnx(1,1) Warning WHT1001", "Program.cs(3,1) Info WHT1001", "Program.cs(3,16) Warning WHT2001"],
                findings.Select(Describe).Order(StringComparer.Ordinal));
            var squiggle = findings.First(finding => finding.Id == "WHT1001" && finding.Location.IsInSource);
            saved = squiggle.Properties["savedBytes"]!;
            before = Layer().StoredBytes;
            Assert.Equal("Write 'Quantize = int8' into digits.onnx.whittle", await opened.Fix(squiggle));
        }

        Assert.Equal("Quantize = int8\n", await File.ReadAllTextAsync(_workspace.PathOf(Model + ".whittle"), TestContext.Current.CancellationToken));
        (await _workspace.Run(Folder, "build", "--no-restore")).Succeeded();

        // To the byte but for how the file marks its encodings.
        Assert.InRange(before - Layer().StoredBytes, 0.999 * long.Parse(saved, System.Globalization.CultureInfo.InvariantCulture), before);

        _workspace.Write(Model, WideModel.Write(inputs: 30, outputs: 50));
        using var replaced = await IdeProject.Open(ProjectFile);
        Assert.Contains("public const int InputLength = 30;", await replaced.Generated("Ide.Digits.g.cs"), StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private async Task Checkout()
    {
        _workspace.Write(Model, WideModel.Write(inputs: 64, outputs: 40));
        _workspace.Write(Folder + "/ide app.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <RootNamespace>Ide</RootNamespace>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Whittle" Version="*-*" />
                <CompressedModel Include="Models/digits.onnx" />
              </ItemGroup>
            </Project>
            """);
        _workspace.Write(Folder + "/Program.cs", """
            using Ide;

            Digits.Predict(new float[63], new float[Digits.OutputLength]);
            """);
        (await _workspace.Run(Folder, "restore")).Succeeded();
    }

    private PlanLayer Layer() => Assert.Single(PlanReader.Read(File.ReadAllText(_workspace.PathOf(Plan))).Layers);

    private string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var folder = _workspace.PathOf(Folder) + Path.DirectorySeparatorChar;
        var path = place.Path.StartsWith(folder, StringComparison.Ordinal) ? place.Path[folder.Length..] : place.Path;
        return FormattableString.Invariant(
            $"{path.Replace('\\', '/')}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}) {diagnostic.Severity} {diagnostic.Id}");
    }
}
