//! What went wrong is said with what to do next, as in the shell.

use twinge::repository::RepositoryError;
use twinge::tui::message::Message;
use twinge::words::errors;

use crate::sitting::Sitting;

#[test]
fn a_failure_comes_with_its_hint() {
    let mut sitting = Sitting::new(160, 30);
    let error = RepositoryError::ReadOnly("/diary.db".into());
    let (words, hint) = (errors::repository(&error), errors::hint(&error).unwrap());
    sitting.session.handle(Message::Failed(error.into()));
    let notice = sitting.session.model.notice.as_ref().unwrap();
    assert!(notice.bad);
    assert!(notice.text.contains(&words), "{}", notice.text);
    assert!(notice.text.contains(&hint), "{}", notice.text);
    assert!(sitting.screen().contains("cannot be written to"));
}
