import Ensemble

@main
enum Main {
    static func main() async {
        await EnsembleCommand.start()
    }
}
