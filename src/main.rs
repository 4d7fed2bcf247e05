fn main() {
    let mut a = std::env::args().skip(1);
    let diary = a.next().unwrap().into();
    if let Err(e) = twinge::tui::run(twinge::tui::Options {
        diary,
        config: Default::default(),
        today: a.next().map(|d| d.parse().unwrap()),
    }) {
        eprintln!("{e}");
        std::process::exit(1)
    }
}
