// Every link between the documents, and every anchor, leads somewhere; addresses elsewhere are not opened.
export default { plugins: [['remark-validate-links', { repository: false }]] };
